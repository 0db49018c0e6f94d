/** Long enough for the rows of a burst to be delivered together, too short for anybody to wait for a mail. */
const gatherMilliseconds = 25

/**
 * Runs one piece of work at a time, over and over while someone asks: a call during a run makes it run once more.
 * @returns `ask` (soon, together with whatever else comes) and `finish` (once everything asked for until now is done)
 */
export const createDeliveries = (work: () => Promise<void>, onError: (error: unknown) => void) => {
  let running: Promise<void> | undefined
  let again = false
  let gathering: NodeJS.Timeout | undefined
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
  const finish = (): Promise<void> => {
    clearTimeout(gathering)
    gathering = undefined
    again = true
    running ??= run()
    return running
  }
  const ask = (): void => {
    gathering ??= setTimeout(() => void finish(), gatherMilliseconds)
  }
  return { ask, finish }
}
