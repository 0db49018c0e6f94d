// A person's own data: everything we keep, as one export, and its erasure.

export { eraseStep } from './erase-step.ts'
export { exportPerson, PersonExport } from './export-person.ts'
