import { openFilePage } from './open-file.ts'
import { showTitlesPage } from './show-titles.tsx'

// The titles that someone may open, and the way to their files.
export const downloadPages = [showTitlesPage, openFilePage]
