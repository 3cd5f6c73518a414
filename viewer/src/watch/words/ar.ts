// Machine-made; not yet signed by a person who speaks the language.
import type { WatchWords } from "./types.ts";

export const ar: WatchWords = {
  language: "ar",
  title: "ما يراه الموظف",
  alone: "لا أحد ينظر إلى هذه الصفحة الآن.",
  connecting: "جارٍ الاتصال…",
  waiting: "في انتظار الصورة…",
  lost: "انقطع الاتصال. افتح هذا العرض مرة أخرى من الصفحة التي تشاركها.",
  ended: "انتهت الجلسة. لم يعد أحد يرى صفحتك.",
  invalid: "لم يعد هذا العنوان صالحًا. افتح هذا العرض مرة أخرى من الصفحة التي تشاركها.",
  sees: (names) => `هكذا تظهر صفحتك لدى ${names}. المناطق المظللة مخفية.`,
};
