import { aboutPage } from './about.tsx'
import { contactPage } from './contact.tsx'
import { helpPage } from './help.tsx'
import { refundPage } from './refunds.tsx'

// Help, and who gives it.
export const helpPages = [helpPage, refundPage, contactPage, aboutPage]
