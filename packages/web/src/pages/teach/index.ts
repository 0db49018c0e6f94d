import { assignmentPages } from './assignments.tsx'
import { attendancePages } from './attendance.tsx'
import { attendanceImport } from './attendance-import.tsx'
import { captionPages } from './captions.tsx'
import { certificateTab } from './certificates.tsx'
import { materialPages } from './materials.tsx'
import { taughtOfficeHourPages } from './office-hours.tsx'
import { openingPages } from './openings.tsx'
import { overviewPage } from './overview.tsx'
import { submissionPages } from './submissions.tsx'

// Where a class is run from: for those who teach it, and for admins.
export const teachPages = [
  taughtOfficeHourPages,
  overviewPage,
  materialPages,
  assignmentPages,
  submissionPages,
  captionPages,
  openingPages,
  attendancePages,
  attendanceImport,
  certificateTab,
]
