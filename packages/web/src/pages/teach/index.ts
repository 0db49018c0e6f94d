import { Hono } from 'hono'
import { allDeclared } from '../../middleware/recorded.ts'
import type { SiteEnv, SiteServices } from '../../site.ts'
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
export const teachPages = (services: SiteServices): Hono<SiteEnv> =>
  allDeclared(
    new Hono<SiteEnv>()
      .route('/', taughtOfficeHourPages(services))
      .route('/', overviewPage(services))
      .route('/', materialPages(services))
      .route('/', assignmentPages(services))
      .route('/', submissionPages(services))
      .route('/', captionPages(services))
      .route('/', openingPages(services))
      .route('/', attendancePages(services))
      .route('/', attendanceImport(services))
      .route('/', certificateTab(services)),
  )
