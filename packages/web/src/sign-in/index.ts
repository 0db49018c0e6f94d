// Signing in: its own app and function; the site knows sessions by core alone.
export { createSignInApp } from './app.tsx'
export { SignInLayout } from './layout.tsx'
export type { CodeMail, SignInServices } from './services.ts'
