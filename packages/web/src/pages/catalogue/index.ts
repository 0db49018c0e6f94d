import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { listEventsPage } from './list-events.tsx'
import { showCoursePage } from './show-course.tsx'

// The programme: all events by filter, and courses with their runs.
export const cataloguePages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>().route('/', listEventsPage(services)).route('/', showCoursePage(services))
