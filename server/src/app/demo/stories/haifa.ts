import type { Story } from "../story.ts";

/** Failed at its deadline: everybody has the money back to the agora, but for one refund that could not be delivered. */
export const haifa: Story = {
  title: "the laundry machine",
  community: {
    slug: "hanassi-12-haifa",
    name: "הנשיא 12, חיפה",
    currency: "ILS",
    locale: "he",
    timeZone: "Asia/Jerusalem",
  },
  days: 33,
  fee: { bps: 250, fixed: 120 },
  people: [
    { key: "noa", email: "noa@example.org", givenName: "נועה", familyName: "ברק", locale: "he", roles: ["owner"] },
    {
      key: "amir",
      email: "amir@example.org",
      givenName: "אמיר",
      familyName: "חורי",
      locale: "he",
      roles: ["treasurer"],
    },
    {
      key: "grace",
      email: "grace@example.org",
      givenName: "Grace",
      familyName: "Wanjala",
      locale: "en",
      roles: ["operator"],
    },
    { key: "yael", email: "yael@example.org", givenName: "יעל", familyName: "שפירא", locale: "he", roles: ["member"] },
    {
      key: "boris",
      email: "boris@example.org",
      givenName: "בוריס",
      familyName: "לוין",
      locale: "he",
      roles: ["member"],
    },
    {
      key: "rivka",
      email: "rivka@example.org",
      givenName: "רבקה",
      familyName: "מזרחי",
      locale: "he",
      roles: ["member"],
    },
  ],
  goal: {
    title: "מכונת כביסה משותפת לבניין",
    description:
      "בבניין שלנו שמונה דירות, ובחמש מהן אין מקום למכונת כביסה. חדר האופניים הישן בקומת הכניסה ריק כבר שנה, ויש בו מים, ניקוז ושקע.\n\n" +
      "הרעיון: מכונה אחת טובה, שקטה וחסכונית, לכולם. מי שרוצה לכבס נרשם בלוח שליד הדלת.\n\n" +
      "אם לא נגיע לסכום המלא עד המועד, כל אחד מקבל את כספו בחזרה, עד האגורה האחרונה.",
    photo: "laundryRoom",
    deadlineDay: 20.625,
    milestones: [
      { title: "המכונה", description: "מכונה של 9 קילו, כולל הובלה והתקנה.", amount: 4_600 },
      { title: "שיפוץ החדר", description: "ריצוף, תאורה ולוח הרשמה.", amount: 1_600 },
    ],
    terms: { mode: "all_or_nothing", feesBorneBy: "goal", minGift: 20, choiceDays: 5 },
  },
  steps: [
    { day: 0.24, do: "gift", by: "noa", amount: 600, message: "מתחילים!" },
    { day: 1.19, do: "gift", by: "yael", amount: 450, message: "סוף סוף לא אצטרך לסחוב עד המכבסה." },
    { day: 2.13, do: "gift", by: "boris", amount: 333.33, message: "שליש מאלף, כמו שהבטחתי" },
    { day: 3.08, do: "comment", by: "boris", body: "ומה עם הרעש בלילה? אני גר בדיוק מעל החדר." },
    { day: 3.24, do: "comment", by: "noa", body: "רק בין שבע בבוקר לתשע בערב, בוריס. זה ייכתב על הדלת." },
    { day: 5.35, do: "gift", by: "rivka", amount: 250, channel: "card", id: "rivka" },
    { day: 8.46, do: "gift", by: "shachen", amount: 180, anonymous: true, message: "בהצלחה לכולם" },
    { day: 12.29, do: "gift", by: "amir", amount: 400.05, channel: "card" },
    {
      day: 15.13,
      do: "update",
      title: "אנחנו באמצע הדרך",
      body: "עוד מעט מחצית הסכום. מי שעוד לא החליט, נשאר שבוע. אפשר לבוא לראות את החדר בכל ערב.",
    },
    { day: 18.52, do: "gift", by: "tamar", name: "תמר מהקומה השלישית", amount: 99.99, channel: "card" },
    {
      day: 21.35,
      do: "update",
      title: "לא הפעם",
      body: "לא הגענו לסכום, ולכן הכסף חוזר. תודה לכל מי שהשתתף. אולי ננסה שוב אחרי החגים, עם מכונה צנועה יותר.",
    },
    { day: 22.24, do: "take_back", gift: "rivka", by: "rivka", lost: true },
    { day: 23.02, do: "comment", by: "yael", body: "חבל, אבל לפחות הכול חזר בלי טרחה." },
    { day: 30.02, do: "comment", by: "boris", body: "קיבלתי בחזרה 333.33, בדיוק." },
  ],
};
