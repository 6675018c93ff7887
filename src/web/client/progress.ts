// A piece of long work: its frame is asked for again every second, and the page itself once the work has ended.
type Frame = HTMLElement & { src: string; reload(): Promise<void> };

const poll = async (): Promise<void> => {
  const frame = document.querySelector<Frame>('turbo-frame[data-poll]');
  if (frame?.dataset['poll'] !== 'running' || document.hidden) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => undefined);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = page.querySelector<Frame>('turbo-frame[data-poll]');
  if (!next || !frame.isConnected) return;
  if (next.dataset['poll'] === 'running') frame.replaceChildren(...next.childNodes);
  else location.reload();
};

setInterval(() => void poll(), 1000);
