// Calls the agent: a short tone, and a desktop notification while the console is in the background.
import type { PreferenceStore } from "../settings/preferences.ts";

/** The tones of a call: frequency in hertz and start in seconds. */
const CALLS = {
  arrival: [
    { hertz: 659, at: 0 },
    { hertz: 880, at: 0.14 },
  ],
  message: [{ hertz: 740, at: 0 }],
} as const;
/** How long a tone sounds, seconds. */
const TONE_S = 0.18;
/** Quiet enough for an open-plan office; 1 is full. */
const LOUDNESS = 0.08;

export type Call = keyof typeof CALLS;

export class Alerts {
  readonly #preferences: PreferenceStore;
  #audio: AudioContext | undefined;

  constructor(preferences: PreferenceStore) {
    this.#preferences = preferences;
  }

  /** Calls as loudly as the agent chose. `onClick` follows a click on the desktop notification. */
  call(call: Call, title: string, text: string, onClick: () => void): void {
    const { sound, notifications } = this.#preferences.get();
    if (sound) this.#play(call);
    if (notifications && document.hidden) this.#notify(title, text, onClick);
  }

  /** Asks the browser for notifications; the preference is on only where it agreed. */
  async allowNotifications(): Promise<boolean> {
    const allowed = "Notification" in window && (await Notification.requestPermission()) === "granted";
    this.#preferences.change({ notifications: allowed });
    return allowed;
  }

  stop(): void {
    void this.#audio?.close();
    this.#audio = undefined;
  }

  #notify(title: string, text: string, onClick: () => void): void {
    if (!("Notification" in window) || Notification.permission !== "granted") return;
    const note = new Notification(title, { body: text, tag: title });
    note.onclick = () => {
      window.focus();
      onClick();
      note.close();
    };
  }

  #play(call: Call): void {
    this.#audio ??= new AudioContext();
    const audio = this.#audio;
    // Before the first click in the page browsers keep the sound back; it is not worth a fault.
    if (audio.state === "suspended") void audio.resume();
    for (const tone of CALLS[call]) {
      const from = audio.currentTime + tone.at;
      const volume = new GainNode(audio, { gain: LOUDNESS });
      volume.gain.setTargetAtTime(0, from + TONE_S / 2, TONE_S / 6);
      const pitch = new OscillatorNode(audio, { type: "sine", frequency: tone.hertz });
      pitch.connect(volume).connect(audio.destination);
      pitch.start(from);
      pitch.stop(from + TONE_S * 2);
    }
  }
}
