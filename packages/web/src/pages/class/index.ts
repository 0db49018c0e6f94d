import { assignmentPages } from './assignment-page.tsx'
import { officeHourPages } from './office-hours.tsx'
import { openMaterialPage } from './open-material.ts'
import { searchPage } from './search.tsx'
import { showClassPage } from './show-class.tsx'
import { watchPages } from './watch.tsx'

// What anyone who attends an event finds from week to week, and the way to its recordings and handouts.
export const classPages = [officeHourPages, showClassPage, watchPages, searchPage, assignmentPages, openMaterialPage]
