/**
 * Whether what a stage holds may be thrown away with it: `development` and `dev-…` alone. Every other name, a mistyped
 * one too, keeps its data. Imports nothing, so that the configuration of what runs can ask as well.
 */
export const isDevelopment = (stage: string): boolean => stage === 'development' || stage.startsWith('dev-')
