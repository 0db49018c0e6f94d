import { Hono } from 'hono'
import type { SiteEnv, SiteServices } from '../../site.ts'
import { openMaterialPage } from './open-material.ts'
import { showClassPage } from './show-class.tsx'

// What whoever attends an event finds from week to week, and the way to its recordings and handouts.
export const classPages = (services: SiteServices): Hono<SiteEnv> =>
  new Hono<SiteEnv>().route('/', showClassPage(services)).route('/', openMaterialPage(services))
