/**
 * Runs one piece of work at a time, over and over while somebody asks: a call during a run makes it run once more.
 * @returns `ask` (soon, answered by nobody) and `finish` (once everything asked for until now is done)
 */
export const createDeliveries = (work: () => Promise<void>, onError: (error: unknown) => void) => {
  let running: Promise<void> | undefined
  let again = false
  const run = async (): Promise<void> => {
    do {
      again = false
      try {
        await work()
      } catch (error) {
        onError(error)
      }
    } while (again)
    running = undefined
  }
  const ask = (): Promise<void> => {
    again = true
    running ??= run()
    return running
  }
  return { ask: () => void ask(), finish: ask }
}
