// An event's door, for admins and for those they let work there.
import { checkInPages } from './check-in.tsx'
import { doorStaffPages } from './staff.tsx'

export const doorPages = [checkInPages, doorStaffPages]
