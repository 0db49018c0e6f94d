import type { MailFrame } from './mail-template.ts'
import type { MailName, MailProps } from './templates.ts'

const frame: MailFrame = {
  organiser: 'Small Business IT Community',
  postalAddress: 'PO Box 4096, Sacramento, CA 95812, United States',
  siteUrl: 'https://events.example.com/',
  preferencesUrl: 'https://events.example.com/mail-settings?for=per_01HV9M3Q7T',
}

const salesProgram = {
  eventTitle: 'MSP Professional Sales Program',
  eventUrl: 'https://events.example.com/events/5w22',
  when: 'Tuesdays, Apr 23 – May 21, 2024, 9:00 – 10:00 AM Pacific (noon Eastern)',
}

/** One realistic mail of each kind, for tests and for looking at. */
export const sampleProps: { readonly [Name in MailName]: MailProps[Name] } = {
  'registration-confirmed': {
    ...frame,
    ...salesProgram,
    name: 'Maria Okafor',
    kindLabel: 'Five-week class · 5W22',
    sessions: [
      { title: 'What value-based selling is', when: 'Tue, Apr 23, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)' },
      { title: 'Qualifying', when: 'Tue, Apr 30, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)' },
      { title: 'The sales process', when: 'Tue, May 7, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)' },
      {
        title: 'A framework for sales departments',
        when: 'Tue, May 14, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)',
      },
      { title: 'Negotiating and closing', when: 'Tue, May 21, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)' },
    ],
    where: 'Online. The link to join is in the invitation and on your registration page.',
    ticketName: 'Seat in the class',
    boughtBy: 'Tom Becker',
    manageUrl: 'https://events.example.com/registrations/reg_01HV9M4B2K',
  },
  receipt: {
    ...frame,
    name: 'Tom Becker',
    orderId: 'ord_01HQTN5X8C',
    placedOn: 'Thu, Feb 29, 2024, 10:12 AM Pacific',
    lines: [
      {
        title: 'MSP Professional Sales Program, seat in the class',
        quantity: 2,
        list: '$798.00',
        discount: '−$231.42',
        total: '$566.58',
      },
      {
        title: 'Managed Services in a Month, 3rd edition (e-book)',
        quantity: 1,
        list: '$39.95',
        discount: '−$11.59',
        total: '$28.36',
      },
      { title: 'Karl’s Famous 68-Point Checklist, version 4.0', quantity: 1, list: '$0.00', total: '$0.00' },
    ],
    discounts: [{ title: 'Leap day: 29% off everything', amount: '−$243.01' }],
    total: '$594.94',
    paidWith: 'Visa ending in 4242',
    orderUrl: 'https://events.example.com/orders/ord_01HQTN5X8C',
  },
  'hold-expired': {
    ...frame,
    name: 'Maria Okafor',
    titles: ['MSP Professional Sales Program', 'ChannelPro LIVE: Columbus'],
    catalogueUrl: 'https://events.example.com/events',
  },
  'waiting-list-offer': {
    ...frame,
    name: 'Priya Raman',
    eventTitle: salesProgram.eventTitle,
    ticketName: 'Seat in the class',
    price: '$399.00',
    until: 'Sat, Apr 20, 2024, 9:00 AM Pacific (noon Eastern)',
    offerUrl: 'https://events.example.com/offers/wai_01HVB7Z0QD',
  },
  'event-moved': {
    ...frame,
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    eventUrl: salesProgram.eventUrl,
    changes: [
      {
        title: 'The sales process',
        from: 'Tue, May 7, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)',
        to: 'Wed, May 8, 2024 · 10:00 – 11:00 AM Pacific (1:00 PM Eastern)',
      },
      {
        title: 'A framework for sales departments',
        from: 'Tue, May 14, 2024 · 9:00 – 10:00 AM Pacific (noon Eastern)',
        to: 'Wed, May 15, 2024 · 10:00 – 11:00 AM Pacific (1:00 PM Eastern)',
      },
    ],
  },
  'event-cancelled': {
    ...frame,
    name: 'Maria Okafor',
    eventTitle: salesProgram.eventTitle,
    when: salesProgram.when,
    refund: '$399.00',
    reason: 'James Kernan is ill and cannot teach this spring. The class comes back in the fall.',
  },
  'registration-cancelled': {
    ...frame,
    name: 'Maria Okafor',
    eventTitle: 'Managing Your Service Board: Setup, Core SOPs, and Daily Procedures',
    when: 'Tuesdays, Feb 13 – Mar 12, 2024, 9:00 – 10:00 AM Pacific (noon Eastern)',
    refund: '$399.00',
  },
  'refund-made': {
    ...frame,
    name: 'Tom Becker',
    amount: '$399.00',
    orderId: 'ord_01HQTN5X8C',
    reason: 'You gave the seat back in time, so the whole price is refunded.',
    lines: ['MSP Professional Sales Program, seat in the class'],
    arrives: '5 to 10 days',
    orderUrl: 'https://events.example.com/orders/ord_01HQTN5X8C',
  },
  'titles-ready': {
    ...frame,
    name: 'Tom Becker',
    orderId: 'ord_01HQTN5X8C',
    downloads: ['Managed Services in a Month: E-book', 'Cleaning Up Your Email: Download'],
    copies: ['Network Migration Workbook: Paperback'],
    shipTo: 'Tom Becker, 12 Harbor Street, Portland, OR 97201, United States',
    orderUrl: 'https://events.example.com/orders/ord_01HQTN5X8C',
  },
  'order-shipped': {
    ...frame,
    name: 'Tom Becker',
    orderId: 'ord_01HQTN5X8C',
    copies: ['Network Migration Workbook: Paperback'],
    shipTo: 'Tom Becker, 12 Harbor Street, Portland, OR 97201, United States',
    carrier: 'USPS',
    tracking: '9400 1000 0000 0000 0000 00',
    orderUrl: 'https://events.example.com/orders/ord_01HQTN5X8C',
  },
  'title-released': {
    ...frame,
    name: 'Maria Okafor',
    title: 'Karl’s Famous 68-Point Checklist',
    edition: '4.0',
    note: 'Longer by twelve points, most of them about cloud services.',
    titlesUrl: 'https://events.example.com/account/titles',
  },
  'sign-in-code': { ...frame, code: '402917', minutes: 10, siteName: 'Lectern' },
}
