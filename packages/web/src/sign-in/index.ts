// Signing in: its own app, since the library behind it has no business in the site's bundle.
export { createSignInApp, type SignInServices } from './app.tsx'
export { SignInLayout } from './layout.tsx'
