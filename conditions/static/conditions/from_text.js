// Says that a pasted text is too long before it is sent, so that it stays in its field.
const field = document.querySelector("textarea[data-longest]");
if (field) {
  const longest = Number(field.dataset.longest);
  const said = document.createElement("p");
  said.id = "too-long";
  said.className = "from-text__too-long";
  said.setAttribute("role", "alert");
  field.after(said);
  const tooLong = () => {
    const over = Array.from(field.value).length > longest;
    said.textContent = over
      ? `This is longer than a leaflet (${longest.toLocaleString("en")} characters at most). Keep the part about one condition.`
      : "";
    return over;
  };
  field.addEventListener("input", tooLong);
  field.form.addEventListener("submit", (event) => {
    if (tooLong()) {
      event.preventDefault();
      field.focus();
    }
  });
}
