/** One element of a FHIR resource, the same whether it came as JSON or XML: lexical value, children, or both. */
export interface FhirNode {
  readonly name: string;
  /** Lexical form of a primitive; numbers keep their digits (`1.50`), narrative is its XHTML. */
  readonly value?: string;
  /** Type of resource when the element holds one. */
  readonly resourceType?: string;
  readonly children: FhirNode[];
}

/** A leaf that nobody took, with its path. */
export interface FhirLeaf {
  readonly path: string;
  readonly value: string;
}

/** A node with the path that leads to it. */
export interface FhirTree {
  readonly node: FhirNode;
  readonly path: string;
}

/** Children of a name, in order. */
export function childrenOf(node: FhirNode | undefined, name: string): FhirNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

/** First child of a name. */
export function childOf(node: FhirNode | undefined, name: string): FhirNode | undefined {
  return node?.children.find((child) => child.name === name);
}

/** First node at a path of names, `subject.reference`. */
export function nodeAt(node: FhirNode | undefined, path: string): FhirNode | undefined {
  return path.split('.').reduce<FhirNode | undefined>((at, name) => childOf(at, name), node);
}

/** All nodes at a path of names, every repetition followed. */
export function nodesAt(node: FhirNode | undefined, path: string): FhirNode[] {
  const start = node === undefined ? [] : [node];
  return path.split('.').reduce<FhirNode[]>((nodes, name) => nodes.flatMap((at) => childrenOf(at, name)), start);
}

/** The extensions of an element by url. */
export function extensionsOf(node: FhirNode | undefined, url: string): FhirNode[] {
  return childrenOf(node, 'extension').filter((extension) => childOf(extension, 'url')?.value === url);
}

/** Takes nodes as understood; what stays untaken is kept word for word (IX6). */
export interface NodeTaker {
  /** Takes and gives the value of the first node at a path. */
  readonly text: (node: FhirNode | undefined, path: string) => string | undefined;
  /** Takes and gives all values at a path. */
  readonly texts: (node: FhirNode | undefined, path: string) => string[];
  /** Takes nodes as they are. */
  readonly take: (...nodes: readonly (FhirNode | undefined)[]) => void;
  /** All leaves below a node that nobody took, without what lies below the nodes of `apart`. */
  readonly rest: (node: FhirNode, path: string, apart?: ReadonlySet<FhirNode>) => FhirLeaf[];
}

/** Makes a taker for one file. */
export function makeNodeTaker(): NodeTaker {
  const used = new Set<FhirNode>();
  const take = (...nodes: readonly (FhirNode | undefined)[]) => {
    for (const node of nodes) if (node !== undefined) used.add(node);
  };
  const collect = (node: FhirNode, path: string, apart: ReadonlySet<FhirNode>, leaves: FhirLeaf[]) => {
    if (node.value !== undefined && node.value !== '' && !used.has(node)) leaves.push({ path, value: node.value });
    for (const { child, step } of stepsOf(node))
      if (!apart.has(child)) collect(child, `${path}.${step}`, apart, leaves);
  };
  return {
    text(node, path) {
      const found = nodeAt(node, path);
      take(found);
      return found?.value?.trim();
    },
    texts(node, path) {
      const found = nodesAt(node, path).filter(({ value }) => value !== undefined);
      take(...found);
      return found.map(({ value }) => value?.trim() ?? '');
    },
    take,
    rest(node, path, apart = new Set()) {
      const leaves: FhirLeaf[] = [];
      collect(node, path, apart, leaves);
      return leaves;
    },
  };
}

/** The children of an element with the step of the path that leads to each: `given` alone, `given[1]` among several. */
export function stepsOf(node: FhirNode): { child: FhirNode; step: string }[] {
  const countByName = new Map<string, number>();
  for (const { name } of node.children) countByName.set(name, (countByName.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return node.children.map((child) => {
    const at = seen.get(child.name) ?? 0;
    seen.set(child.name, at + 1);
    return { child, step: countByName.get(child.name) === 1 ? child.name : `${child.name}[${at}]` };
  });
}
