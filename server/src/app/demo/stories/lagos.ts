import type { Story } from "../story.ts";

/** Open, with a deadline ahead: what comes is kept, and givers bear the fees. */
export const lagos: Story = {
  title: "the clinic’s fridge",
  community: { slug: "lagos-neighbours", name: "Lagos Neighbours", currency: "NGN", locale: "en", timeZone: "Africa/Lagos" },
  days: 21,
  fee: { bps: 150, fixed: 100 },
  people: [
    { key: "folake", email: "folake@example.org", givenName: "Folake", familyName: "Adeyemi", locale: "en", roles: ["owner"] },
    { key: "emeka", email: "emeka@example.org", givenName: "Emeka", familyName: "Okafor", locale: "en", roles: ["treasurer"] },
    { key: "grace", email: "grace@example.org", givenName: "Grace", familyName: "Wanjala", locale: "en", roles: ["operator"] },
    { key: "bisi", email: "bisi@example.org", givenName: "Bisi", familyName: "Balogun", locale: "en", roles: ["member"] },
    { key: "tunde", email: "tunde@example.org", givenName: "Tunde", familyName: "Bakare", locale: "en", roles: ["member"] },
    { key: "ngozi", email: "ngozi@example.org", givenName: "Ngozi", familyName: "Eze", locale: "en", roles: ["member"] },
    { key: "juma", email: "juma@example.org", givenName: "Juma", familyName: "Odhiambo", locale: "en", roles: ["member"] },
  ],
  goal: {
    title: "A vaccine fridge for Makoko clinic",
    description:
      "Nurse Ngozi keeps the vaccines in a cool box and buys ice twice a day. When the light goes for a night, she carries them across the water to the general hospital, and the mothers who came in the morning go home again.\n\n" +
      "A solar fridge keeps 2 to 8 degrees for three days without sun. It costs less than one year of ice. We know the maker, the clinic has the roof, and Tunde from Third Avenue installs the panels for his fuel.\n\n" +
      "Whatever comes together is used: the fridge first, then the panels, then a stock of spare batteries.",
    photo: "clinic",
    deadlineDay: 29.708,
    milestones: [
      { title: "The fridge", description: "A solar-direct vaccine fridge of 60 litres, with delivery by boat.", amount: 1_250_000 },
      { title: "Panels and fitting", description: "Two panels, mounting, cable and a week of work.", amount: 550_000 },
    ],
    terms: { mode: "keep_what_comes", feesBorneBy: "giver", minGift: 500 },
  },
  steps: [
    { day: 0.13, do: "gift", by: "folake", amount: 50_000, message: "For the babies of Makoko." },
    { day: 0.46, do: "gift", by: "bisi", amount: 20_000 },
    { day: 1.29, do: "gift", by: "chidi", name: "Chidi", amount: 10_000, message: "Well done, my sister." },
    { day: 2.24, do: "gift", by: "tunde", amount: 25_000, message: "Plus my ladder." },
    { day: 3.19, do: "gift", by: "avenue", name: "Third Avenue residents", amount: 180_000, message: "Collected at the gate in one weekend", channel: "bank_transfer" },
    { day: 4.07, do: "comment", by: "chidi", name: "Chidi", body: "Which model is it? My office repaired one last year, I can ask for parts." },
    { day: 4.18, do: "comment", by: "folake", body: "A 60-litre one, Chidi. I will send you the sheet, and yes please." },
    { day: 5.13, do: "gift", by: "ngozi", amount: 15_000, message: "No more ice at five in the morning!" },
    { day: 6.35, do: "gift", by: "unnamed", amount: 100_000, anonymous: true, channel: "card" },
    { day: 7.24, do: "update", title: "The clinic has cleared a corner", body: "Nurse Ngozi and the night guard moved the shelves on Sunday. The fridge will stand where the sun does not reach, beside the socket for the panels.", photo: "vaccineFridge" },
    { day: 8.52, do: "gift", by: "pharmacy", name: "Oluwaseun Pharmacy", amount: 150_000, message: "Vaccines must be cold. We know.", channel: "bank_transfer" },
    { day: 10.13, do: "gift", by: "aisha", name: "Aisha Bello", amount: 30_000, channel: "card" },
    { day: 11.4, do: "gift", by: "juma", amount: 40_000, message: "From Kisumu. We are neighbours too.", channel: "card" },
    { day: 12.29, do: "gift", by: "no.luck", name: "Femi", amount: 20_000, channel: "card", declined: true },
    { day: 12.35, do: "gift", by: "no.luck", name: "Femi", amount: 20_000, message: "Second card, second try.", channel: "card" },
    { day: 14.46, do: "gift", by: "church", name: "Women’s fellowship, St Jude", amount: 200_000, channel: "bank_transfer" },
    { day: 16.18, do: "update", title: "Half of it", body: "More than half is together, thanks to the gate collection and the women of St Jude. Nine days of school holidays are ahead: tell your cousins." },
    { day: 17.52, do: "gift", by: "auntie", name: "Auntie Remi", amount: 75_000 },
    { day: 19.07, do: "gift", by: "seyi", name: "Seyi in Leeds", amount: 90_000, message: "I was born in that clinic.", channel: "card" },
    { day: 20.13, do: "gift", by: "fishermen", name: "Fishermen’s union", amount: 35_000 },
    { day: 20.35, do: "comment", by: "seyi", name: "Seyi in Leeds", body: "Can I also send a thermometer logger? We replace ours at work." },
    { day: 20.46, do: "comment", by: "passer.by", name: "Kola", body: "How do I know that it will really be bought?", held: true },
  ],
};
