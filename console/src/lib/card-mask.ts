// Card numbers never leave the console in a message (A22): a net for slips, before sending.

// 13 to 19 digits, single spaces or dashes between them allowed.
const DIGIT_RUN = /\d(?:[ -]?\d){12,18}/g;
/** How many digits at the end stay readable, as receipts do it. */
const KEPT_DIGITS = 4;

/** Replaces the digits of every card number but the last four by dots. */
export function maskCards(text: string): string {
  return text.replace(DIGIT_RUN, (run) => (luhn(run.replace(/\D/g, "")) ? dots(run) : run));
}

function dots(run: string): string {
  let left = run.replace(/\D/g, "").length;
  return run.replace(/\d/g, (digit) => {
    left -= 1;
    return left < KEPT_DIGITS ? digit : "•";
  });
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
