import { assignmentRoutes } from './assignments.ts'
import { attendanceRoutes, ownProgressRoutes } from './attendance.ts'
import { certificateRoutes } from './certificates.ts'
import { officeHourRoutes, ownOfficeHourRoutes } from './office-hours.ts'
import { ownAssignmentRoutes } from './own-assignments.ts'
import { runAgainRoutes } from './run-again.ts'
import { submissionRoutes } from './submissions.ts'

export const teaching = [
  ownAssignmentRoutes,
  assignmentRoutes,
  submissionRoutes,
  ownOfficeHourRoutes,
  officeHourRoutes,
  ownProgressRoutes,
  attendanceRoutes,
  certificateRoutes,
  runAgainRoutes,
]
