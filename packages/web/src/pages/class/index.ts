import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { assignmentPages } from './assignment-page.tsx'
import { officeHourPages } from './office-hours.tsx'
import { openMaterialPage } from './open-material.ts'
import { searchPage } from './search.tsx'
import { showClassPage } from './show-class.tsx'
import { watchPages } from './watch.tsx'

// What whoever attends an event finds from week to week, and the way to its recordings and handouts.
export const classPages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>()
    .route('/', officeHourPages(services))
    .route('/', showClassPage(services))
    .route('/', watchPages(services))
    .route('/', searchPage(services))
    .route('/', assignmentPages(services))
    .route('/', openMaterialPage(services))
