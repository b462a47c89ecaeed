// The ways of talking, and the controls of each: a live talk, a button held, none.

import { byId } from "./dom.js";
import { Modes } from "./modes.js";
import { explained, say } from "./strings.js";
import { TalkButton } from "./talk-button.js";

const LATER_MS = 500;
const canTalkLive = "AudioWorkletNode" in window && "WebSocket" in window;

export class Talking {
  constructor(given) {
    Object.assign(this, given); // asking, conversation, listening, meter, seen, sound, status, wishes
    this.live = null;
    this.button = new TalkButton(byId("talk"), byId("talk-label"), {
      begin: () => this.listening.begin(byId("browser-hearing").checked, () => this.button.finish()),
      end: () => this.listening.end(),
      drop: () => this.listening.drop(),
      isLive: () => this.modes.now === "realtime",
      tap: () => this.#tapped(),
    });
    this.modes = new Modes((mode, why) => this.#changed(mode, why));
    this.modes.limit(canTalkLive ? "realtime" : "press_to_talk");
    byId("hands-free").onchange = ({ target }) => this.#want(target.checked);
    // On the way to the button, what it needs is fetched.
    byId("talk").onpointerenter = byId("talk").onfocus = () => {
      if (this.modes.now === "realtime") this.#loaded().catch(() => {});
    };
  }

  // Nobody sees the page any more: nobody should be heard.
  hush() {
    this.button.release();
    this.listening.drop();
    this.live?.end();
  }

  // What the visitor chose works with a button held only.
  pressOnly() {
    if (byId("hands-free").checked) byId("hands-free").click();
  }

  without(trouble) {
    this.modes.limit("text");
    this.status.notice(say(trouble));
  }

  #want(isLive) {
    if (!isLive) this.live?.end();
    this.modes.want(isLive ? "realtime" : "press_to_talk");
  }

  async #tapped() {
    if (this.live?.isOn) return this.live.end();
    this.sound.awake();
    this.asking.stop();
    this.status.notice("");
    try {
      await this.#loaded();
      await this.live.start();
    } catch (error) {
      this.status.notice(explained(error));
    }
    return undefined;
  }

  async #loaded() {
    const { Live } = await import("./talk/live.js");
    const { conversation, status, sound, meter, wishes, seen } = this;
    const on = {
      allowed: (mode, why) => this.#allow(mode, why),
      quality: (word) => this.#showQuality(word),
      changed: () => {
        // Without a talk there is nothing that could be ill.
        if (!this.live.isOn) this.#allow("realtime", "");
        this.#show();
      },
      telling: (isTelling) => (byId("stop").hidden = !isTelling && !this.asking.current),
    };
    this.live ??= new Live({ conversation, status, sound, meter, wishes, seen, on });
  }

  // Better comes once nobody is in the middle of something.
  #allow(mode, why) {
    clearTimeout(this.later);
    const isBusy = this.button.isDown || this.asking.current;
    if (mode !== "realtime" || !isBusy || !this.live.isOn) return this.modes.allow(mode, why);
    this.later = setTimeout(() => this.#allow(mode, why), LATER_MS);
    return undefined;
  }

  #changed(mode, why) {
    this.button.release();
    this.listening.drop();
    byId("mode").textContent = say(`mode.${mode}`);
    document.body.dataset.mode = mode;
    if (why) this.status.notice(say(`why.${why === "connection" ? `${mode}.${why}` : why}`));
    this.live?.follow(mode);
    this.#show();
  }

  #show() {
    const { now, possible } = this.modes;
    const isOn = Boolean(this.live?.isOn);
    byId("talk").disabled = now === "text";
    byId("hands-free").disabled = possible !== "realtime";
    byId("hands-free").checked = possible === "realtime" && this.modes.wish === "realtime";
    document.body.toggleAttribute("data-live", isOn);
    if (now === "realtime") this.button.show(isOn ? "talk.end" : "talk.start", isOn);
    else if (now === "press_to_talk") this.button.show("talk.hold", false);
    else this.button.show(possible === "text" ? "talk.off" : "talk.away", false);
  }

  #showQuality(word) {
    byId("quality").dataset.quality = word || "";
    const said = word ? say(`quality.${word}`) : "";
    if (byId("quality").textContent !== said) byId("quality").textContent = said;
  }
}
