// The computer's camera, as far as codes are read with it: what it sees is shown, and single pictures of it are handed to
// the program, which reads them. Nothing of it is kept, and no sound is asked for.

/** Why there is nothing to be seen. */
export type CameraTrouble = "refused" | "none" | "busy" | "insecure" | "unable";

export class NoCamera extends Error {
  constructor(readonly trouble: CameraTrouble) {
    super(trouble);
    this.name = "NoCamera";
  }
}

export interface Camera {
  /** Shows what it sees. */
  show(video: HTMLVideoElement): Promise<void>;
  /** What is seen now, as a JPEG in base64; null while there is nothing. */
  picture(video: HTMLVideoElement): string | null;
  /** Lets it go; its light goes out. */
  stop(): void;
}

/** A longer side shows a code no better, and takes longer to look at. */
const SIDE = 960;

/** Asks for the camera; rejects with {@link NoCamera}. */
export async function openCamera(): Promise<Camera> {
  // A page that came over a network in the clear has none; its type says it always has.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new NoCamera(window.isSecureContext ? "unable" : "insecure");
  let stream: MediaStream;
  try {
    stream = await devices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (thrown) {
    throw new NoCamera(troubleOf(thrown));
  }
  const canvas = document.createElement("canvas");
  return {
    async show(video) {
      video.srcObject = stream;
      await video.play();
    },
    picture(video) {
      const [wide, high] = [video.videoWidth, video.videoHeight];
      if (wide === 0 || high === 0) return null;
      const shrunk = Math.min(1, SIDE / Math.max(wide, high));
      canvas.width = Math.round(wide * shrunk);
      canvas.height = Math.round(high * shrunk);
      canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL("image/jpeg", 0.9).replace(/^[^,]*,/, "");
    },
    stop: () => stream.getTracks().forEach((track) => track.stop()),
  };
}

/** By the names of the standard. */
export function troubleOf(thrown: unknown): CameraTrouble {
  switch (thrown instanceof Error ? thrown.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "none";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "unable";
  }
}
