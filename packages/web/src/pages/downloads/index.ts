import type { Declared } from '../../forms/pages.ts'
import type { SiteServices } from '../../site.ts'
import { openFilePage } from './open-file.ts'
import { showTitlesPage } from './show-titles.tsx'

// The titles that someone may open, and the way to their files.
export const downloadPages = (services: SiteServices): Declared[] =>
  [showTitlesPage, openFilePage].flatMap((pages) => pages(services))
