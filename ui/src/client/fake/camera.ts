// What the invented camera sees: a visiting card on a desk, with what looks like a code.
import { NoCamera, type Camera, type CameraTrouble } from "../camera";

const SEEN = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480">
  <path fill="#5b4a3c" d="M0 0h640v480H0z"/><path fill="#6a5848" d="M0 0h640v90H0zM0 250h640v110H0z"/>
  <g transform="rotate(-4 320 240)">
    <rect x="110" y="110" width="420" height="256" rx="10" fill="#fbfaf6"/>
    <path fill="#2b3a4a" d="M140 150h150v16H140zM140 182h110v8H140z"/>
    <path fill="#8b95a1" d="M140 290h130v7H140zM140 308h150v7H140zM140 326h96v7H140z"/>
    <g transform="translate(330 146) scale(7)" fill="#111">
      ${[
        [0, 0],
        [18, 0],
        [0, 18],
      ]
        .map(
          ([x = 0, y = 0]) =>
            `<path d="M${x} ${y}h7v7h-7zm1 1v5h5v-5z" fill-rule="evenodd"/><path d="M${x + 2} ${y + 2}h3v3h-3z"/>`,
        )
        .join("")}
      ${Array.from({ length: 90 }, (_, at) => `<path d="M${8 + ((at * 5) % 16)} ${(at * 7) % 25}h1v1h-1z"/>`).join("")}
    </g>
  </g>
</svg>`;

export function fakeCamera(state: CameraTrouble | "asking" | undefined): Promise<Camera> {
  if (state === "asking") return new Promise(() => undefined);
  if (state) return Promise.reject(new NoCamera(state));
  return Promise.resolve({
    show: (video) => {
      video.poster = `data:image/svg+xml,${encodeURIComponent(SEEN)}`;
      return Promise.resolve();
    },
    picture: () => "seen",
    stop: () => undefined,
  });
}
