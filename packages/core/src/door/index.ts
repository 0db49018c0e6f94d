// The door of an event: passes, and who came in where and when.
export { admit, type KnownPass, type Verdict, type VerdictWord, verdictWords } from './admit.ts'
export { type Scan, settleScans } from './check-in.ts'
export { countIn, type DoorRecord, findRecord, isIn, placeOf } from './check-in-store.ts'
export { addDoorStaff, type DoorStaff, doorClosesAt, listDoorStaff, openDoor, removeDoorStaff } from './door-staff.ts'
export { doorDay, entrance, type Gate, periodOf } from './gate.ts'
export { passText, readPass } from './pass.ts'
export { type Answer, type Asked, type Shown, scanPass, undoCheckIn } from './scan-pass.ts'
export * as doorTopics from './topics.ts'
