/** An order as the server sends it. Amounts are in pence, times in RFC 3339. */
export interface Order {
  number: string;
  placed: string;
  state: string;
  lines: { name: string; picture: string; choice: string; quantity: number; total: number }[];
  total: number;
  name: string;
  email: string;
  place: string;
  delivery: string;
}

export interface Address {
  id: string;
  label: string;
  name: string;
  street: string;
  town: string;
  postcode: string;
  default: boolean;
}

/** All that the account area shows. */
export interface Account {
  name: string;
  email: string;
  /** Customer number, for the telephone. */
  number: string;
  points: number;
  /** Loyalty balance in pence. */
  balance: number;
  spent: { month: string; pence: number }[];
  shares: { name: string; pence: number }[];
  /** Kilometres by day, oldest first. */
  walks: number[];
  orders: Order[];
  addresses: Address[];
}

/** Asks the server for the account; throws with a sentence for people when it cannot be had. */
export async function fetchAccount(): Promise<Account> {
  const answer = await fetch("/api/account");
  if (answer.status === 401) {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
    throw new Error("You are being taken to the sign-in page.");
  }
  if (!answer.ok) throw new Error("Your account could not be loaded. Please try again in a moment.");
  return (await answer.json()) as Account;
}

/** Reads what the visitor keeps in this browser; anything unreadable counts as nothing kept. */
export function kept<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(`hp-${key}`);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

/** Keeps a value in this browser; the shop's server stores nothing. Says whether it worked. */
export function keep(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(`hp-${key}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
