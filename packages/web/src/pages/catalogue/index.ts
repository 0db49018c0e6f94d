import { listEventsPage } from './list-events.tsx'
import { showCoursePage } from './show-course.tsx'

// The program: all events by filter, and courses with their runs.
export const cataloguePages = [listEventsPage, showCoursePage]
