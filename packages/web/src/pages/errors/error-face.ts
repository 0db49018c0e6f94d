import { type Problem, problemStatus } from '@lectern/core/platform'

export type ErrorFace = { status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500 | 503; title: string; words: string }

const titles = {
  invalid: 'We couldn’t read that',
  unauthenticated: 'Please sign in first',
  forbidden: 'You don’t have access',
  'not-found': 'Page not found',
  conflict: 'You can’t do that right now',
  'too-large': 'That’s too large',
  'too-many': 'Too many requests',
  unavailable: 'Try again in a moment',
} as const satisfies Record<Problem['kind'], string>

export const faceOf = (problem: Problem): ErrorFace => ({
  status: problemStatus[problem.kind],
  title: titles[problem.kind],
  words: problem.message,
})

export const nothingHere: ErrorFace = {
  status: 404,
  title: titles['not-found'],
  words: 'This page doesn’t exist or has moved.',
}

export const broken: ErrorFace = {
  status: 500,
  title: 'Something went wrong',
  words: 'It’s our fault, and we’ve been notified. If you were paying, you’re only charged if your order is confirmed.',
}
