import { expect, test } from 'vitest';
import { diskReport } from './disk-report.ts';

const ASKED_S = 1_795_474_876;
const ata = { name: '/dev/sda', info_name: '/dev/sda [SAT]', type: 'sat', protocol: 'ATA' };
const nvme = { name: '/dev/nvme0', info_name: '/dev/nvme0', type: 'nvme', protocol: 'NVMe' };

/** A report as smartctl 7.3 writes it, with what a test is about. */
function report(fields: object, exit = 0): string {
  const smartctl = { version: [7, 3], argv: ['smartctl', '--json=c', '-a', '/dev/sda'], exit_status: exit };
  const whole = { json_format_version: [1, 0], smartctl, local_time: { time_t: ASKED_S }, device: ata };
  return JSON.stringify({ ...whole, ...fields });
}
const condition = (text: string) => diskReport(text)?.condition;
const attribute = (id: number, value: number) => ({
  ata_smart_attributes: { table: [{ id, name: 'x', value: 100, thresh: 10, raw: { value, string: `${value}` } }] },
});
const PASSED = { smart_status: { passed: true } };

test('[BX15] [D10] names the disk, how it is and when it was asked', () => {
  expect(diskReport(report(PASSED))).toEqual({ name: 'sda', condition: 'good', askedAtMs: ASKED_S * 1000 });
  const healthy = {
    critical_warning: 0,
    available_spare: 100,
    available_spare_threshold: 10,
    percentage_used: 3,
    media_errors: 0,
  };
  expect(diskReport(report({ ...PASSED, device: nvme, nvme_smart_health_information_log: healthy }))).toMatchObject({
    name: 'nvme0',
    condition: 'good',
  });
});

test('[BX15] [D10] believes a disk that says it fails, by its word, its threshold or its controller', () => {
  expect(condition(report({ smart_status: { passed: false } }, 8))).toBe('failing');
  expect(condition(report(PASSED, 16))).toBe('failing');
  expect(condition(report({ ...PASSED, nvme_smart_health_information_log: { critical_warning: 4 } }))).toBe('failing');
  const spare = { available_spare: 4, available_spare_threshold: 10 };
  expect(condition(report({ ...PASSED, nvme_smart_health_information_log: spare }))).toBe('failing');
});

test('[BX15] [D10] sees lost sectors, a failed self-test and the end of a life', () => {
  for (const id of [5, 197, 198]) expect(condition(report({ ...PASSED, ...attribute(id, 8) })), `${id}`).toBe('worn');
  expect(condition(report({ ...PASSED, ...attribute(9, 40_000) }))).toBe('good');
  expect(condition(report(PASSED, 128))).toBe('worn');
  expect(condition(report({ ...PASSED, nvme_smart_health_information_log: { percentage_used: 101 } }))).toBe('worn');
  expect(condition(report({ ...PASSED, nvme_smart_health_information_log: { media_errors: 2 } }))).toBe('worn');
  expect(condition(report({ ...PASSED, scsi_grown_defect_list: 12 }))).toBe('worn');
  // Refused commands in its log say nothing of a disk.
  expect(condition(report(PASSED, 64))).toBe('good');
});

test('[BX15] [D10] never calls a disk good that says nothing: what smartctl writes of a disk it does not know', () => {
  const messages = [{ string: '/dev/vda: Unable to detect device type', severity: 'error' }];
  const argv = ['smartctl', '--json=c', '-a', '/dev/vda'];
  const smartctl = { version: [7, 3], svn_revision: '5338', argv, messages, exit_status: 1 };
  const text = JSON.stringify({ json_format_version: [1, 0], smartctl, local_time: { time_t: ASKED_S } });
  expect(diskReport(text)).toEqual({ name: 'vda', condition: 'unknown', askedAtMs: ASKED_S * 1000 });
  expect(condition(report({}))).toBe('unknown');
});

test('[BX15] takes nothing else for a report', () => {
  const nameless = report({ ...PASSED, device: { name: '/dev/../"><script>' } });
  for (const text of ['', 'x', '{}', '[]', 'null', '{"smartctl":{"exit_status":"0"}}', nameless])
    expect(diskReport(text), text).toBeUndefined();
});
