// A page that waits for a provider's word: looks every two seconds and loads itself anew only when there is something new to
// say. Without this file the page loads itself again by its own head.
(() => {
  const look = async () => {
    const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
    if (!answer) return;
    // The provider's page is ready: we are sent there.
    if (answer.type === "opaqueredirect") return location.reload();
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.title !== document.title) location.reload();
  };
  setInterval(() => void look(), 2000);
})();
