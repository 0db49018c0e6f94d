/** What most samples are about. */
export const salesProgram = {
  eventTitle: 'MSP Professional Sales Program',
  eventUrl: 'https://events.example.com/events/5w22',
  when: 'Tuesdays, Apr 23 – May 21, 2024, 9:00 – 10:00 AM Pacific (noon Eastern)',
}
