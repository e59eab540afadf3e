import { Fragment } from 'react';

/** A section of the manual: paragraphs, lists and tables of the little Markdown it is written in. Pictures and links are left out: their
 *  words stay. */
export function ManualText({ text }: { text: string }) {
  const blocks = text.split(/\n{2,}/).filter((block) => !block.startsWith('!['));
  return blocks.map((block) => <Block key={block} text={block} />);
}

function Block({ text }: { text: string }) {
  const lines = text.split('\n');
  if (/^#+ /.test(text)) return <h4>{text.replace(/^#+ /, '')}</h4>;
  if (text.startsWith('|')) return <Table lines={lines} />;
  if (/^(?:- |\d+\. )/.test(text)) {
    const points = text.split(/\n(?=- |\d+\. )/).map((point) => point.replace(/^(?:- |\d+\. )/, ''));
    const list = points.map((point) => (
      <li key={point}>
        <Words text={point} />
      </li>
    ));
    return text.startsWith('- ') ? <ul>{list}</ul> : <ol>{list}</ol>;
  }
  return (
    <p>
      <Words text={text} />
    </p>
  );
}

function Table({ lines }: { lines: readonly string[] }) {
  const rows = lines.filter((line) => !/^\|[-|: ]+\|$/.test(line)).map((line) => line.split('|').slice(1, -1));
  return (
    <table>
      <tbody>
        {rows.slice(1).map((cells) => (
          <tr key={cells.join('|')}>
            {cells.map((cell, at) => (
              <td key={`${at} ${cell}`}>
                <Words text={cell.trim()} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Bold and code are marked; of a link its words stay. */
function Words({ text }: { text: string }) {
  const plain = text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('\n', ' ');
  return plain.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part, at) => {
    const key = `${at} ${part}`;
    if (part.startsWith('**')) return <b key={key}>{part.slice(2, -2)}</b>;
    return part.startsWith('`') ? <code key={key}>{part.slice(1, -1)}</code> : <Fragment key={key}>{part}</Fragment>;
  });
}
