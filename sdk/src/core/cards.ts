/** Runs of digits, with a blank or dash between groups, as long as card numbers are. */
const CANDIDATE = /\p{Nd}(?:[ \u00a0-]?\p{Nd}){12,18}/gu;

/** What stands for each hidden digit. */
const BLOCK = "•";

/** Text with every card number's digits hidden: 13 to 19 digits that satisfy the card check sum (Luhn). */
export function maskCards(text: string): string {
  return text.replace(CANDIDATE, (run) => (luhn(digitsOf(run)) ? run.replace(/\p{Nd}/gu, BLOCK) : run));
}

function digitsOf(run: string): number[] {
  return [...run].filter((c) => /\p{Nd}/u.test(c)).map(digitValue);
}

/** Value of a decimal digit of any script: they come in runs of ten, each starting at its zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  for (let value = 0; value < 10; value++) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return value;
  }
  return 9;
}

function luhn(digits: number[]): boolean {
  let sum = 0;
  digits.reverse().forEach((digit, i) => {
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0 && digits.some((d) => d > 0);
}
