/** Empty rows after those that are filled in, so that more can be written where no script runs. */
export const spareRows = 3
