import type { Declared } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { listEventsPage } from './list-events.tsx'
import { showCoursePage } from './show-course.tsx'

// The program: all events by filter, and courses with their runs.
export const cataloguePages = (services: SiteServices): Declared[] =>
  [listEventsPage, showCoursePage].flatMap((pages) => pages(services))
