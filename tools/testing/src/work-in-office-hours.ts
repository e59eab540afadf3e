// Before each file of the journeys: this process, and with it every server and browser it starts, lives where a practice has just opened.
// A day of appointments that lies around now would otherwise end in the middle of a test that begins shortly before midnight.
import { zoneInOfficeHours } from './office-hours.ts';

process.env['TZ'] ??= zoneInOfficeHours(Date.now());
