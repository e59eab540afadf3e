import { expect, test } from 'vitest';
import { zoneInOfficeHours } from './office-hours.ts';

test('[HS27] at every hour of UTC there is a zone in which a practice has just opened', () => {
  for (let hour = 0; hour < 24; hour++) {
    const nowMs = Date.UTC(2026, 10, 23, hour, 38);
    const clock = new Intl.DateTimeFormat('de-DE', { timeZone: zoneInOfficeHours(nowMs), timeStyle: 'short' });
    expect(clock.format(nowMs), `${hour}`).toBe('09:38');
  }
});
