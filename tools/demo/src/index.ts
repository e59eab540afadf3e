export {
  EINTRAEGE_PER_PERSON,
  type GeneratedPerson,
  generatePersons,
  generatePractice,
  type PracticeOrder,
} from './data/generate-practice.ts';
export { PRACTICE, STAFF, type StaffMember, type StaffRole } from './data/practice.ts';
