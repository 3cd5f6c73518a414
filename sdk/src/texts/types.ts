/** Every text that customers see. A language is one file that fills all of it. */
export interface Texts {
  /** BCP 47 tag of the language, and its direction. */
  language: string;
  direction: "ltr" | "rtl";

  openChat: string;
  closeChat: string;
  unread: (count: number) => string;
  chatTitle: (company: string) => string;
  withAgent: (name: string, company: string) => string;
  greeting: (company: string) => string;
  messageLabel: string;
  send: string;
  you: string;
  waiting: string;
  typing: (name: string) => string;
  notSent: string;
  numberHidden: string;
  chatEnded: string;
  chatEndedBy: { customer: string; agent: (name: string) => string; system: string };
  endChat: string;
  newChat: string;
  transcript: string;
  moreOptions: string;

  offlineTitle: string;
  offlineText: string;
  offlineEmail: string;
  offlineName: string;
  offlineMessage: string;
  offlineSend: string;
  offlineSent: string;
  emailNeeded: string;
  messageNeeded: string;

  connecting: string;
  connectionLost: string;
  connectionBlocked: string;
  refused: (reason: string) => string;
  insecure: string;
  unsupported: string;
  tooFast: string;

  lines: {
    invited: (name: string) => string;
    accepted: string;
    declined: string;
    expired: string;
    withdrawn: (name: string) => string;
    ended: string;
    transferred: (name: string) => string;
    joined: (name: string) => string;
    left: (name: string) => string;
  };

  askTitle: (name: string) => string;
  askWho: (name: string, pages: string) => string;
  askHidden: string;
  askStop: string;
  askLeft: (seconds: number) => string;
  whatStaysHidden: string;
  hiddenList: string[];
  hiddenMore: string;
  no: string;
  accept: string;
  askClosed: { withdrawn: (name: string) => string; expired: (name: string) => string; ended: string };
  close: string;

  canSee: (names: string, mode: string) => string;
  modes: { [mode: string]: string };
  nobodyLooks: (names: string) => string;
  starting: (names: string) => string;
  otherTab: (names: string) => string;
  paused: string;
  excluded: string;
  bar: string;
  stop: string;
  stopHint: (keys: string) => string;
  whereIsIt: string;
  pointsAt: (name: string, what: string) => string;
  pointsNowhere: (name: string) => string;
  move: string;
  smaller: string;
  larger: string;

  overTitle: string;
  overBy: {
    customer: string;
    agent: (name: string) => string;
    lost: string;
    unreachable: string;
    failed: string;
    other: string;
  };
  noPolicy: string;
}
