/** What is announced of certificates. */
export const certificateTopics = {
  /** Certificates are to be made for everybody on a roster who has earned one: `{ event }`. */
  make: 'certificates.make',
  /** One shard of that. */
  makeShard: 'certificates.make.shard',
  /** Somebody's attendance has changed after the last session: `{ event, person }`. */
  consider: 'certificate.consider',
  /** Somebody has earned one, and has to say their name first: `{ event, person }`. */
  nameNeeded: 'certificate.name-needed',
  /** A certificate was issued: `{ certificate }`. */
  issued: 'certificate.issued',
} as const
