// The parts of the dashboard. Another part is one more entry at the end.
//
// `show` draws a part; it may return a promise. `places` are the elements that hold it,
// which are emptied when the owner leaves. With a `title`, a section is made for it whose
// element has the first id of `places`; `note` is a line below the title.
// `follows`: "filters" draws it anew when the range or a filter changes, and when turns
// come or go; without it a part is drawn once. `everyMs` draws it again and again, while
// the page is looked at.

import { byId, el } from "../dom.js";
import { showAlerts } from "./alerts.js";
import { showAnswers } from "./answers.js";
import { showConversation } from "./conversation.js";
import { showGuestbook } from "./guestbook.js";
import { showHealth } from "./health.js";
import { showInterviews } from "./interviews.js";
import { showLabels } from "./labels.js";
import { showLive } from "./live.js";
import { showMessages } from "./messages.js";
import { showOrigins } from "./origins.js";
import { OVERVIEW, showOverview } from "./overview.js";
import { showRecent } from "./recent.js";
import { showThumbs } from "./thumbs.js";

export const PARTS = [
  { places: [...Object.keys(OVERVIEW), "gaps", "compared"], show: showOverview, follows: "filters" },
  { places: ["recent", "recent-count"], show: showRecent, follows: "filters" },
  { places: ["now"], show: showLive, everyMs: 5_000 },
  { places: ["conversation"], show: showConversation },
  { places: ["answers", "answers-saved"], show: showAnswers },
  { places: ["messages", "messages-unread"], show: showMessages, everyMs: 30_000 },
  { places: ["thumbs", "thumbs-share"], show: showThumbs, everyMs: 30_000 },
  { places: ["guestbook"], show: showGuestbook },
  { places: ["interviews"], show: showInterviews, follows: "filters" },
  { places: ["health"], show: showHealth, everyMs: 30_000 },
  { places: ["labels"], show: showLabels, title: "Least sure answers", note: "Your word on them becomes test questions, and a figure." },
  { places: ["origins"], show: showOrigins, title: "Pages that may show the widget", note: "A page that you allow here may do so at once." },
  { places: ["alerts"], show: showAlerts, everyMs: 30_000, title: "Alerts" },
];

export function makeSections(parts) {
  for (const { title, note, places: [id] } of parts.filter((part) => part.title)) {
    if (byId(id)) continue;
    byId("figures").append(
      el(
        "section",
        { class: "card wide", "aria-labelledby": `${id}-title` },
        el("h2", { id: `${id}-title`, tabindex: "-1" }, title),
        note ? el("p", { class: "soft" }, note) : null,
        el("div", { id }),
      ),
    );
  }
}
