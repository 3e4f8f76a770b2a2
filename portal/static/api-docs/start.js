// Shows the API's own description. A file of its own, because the Content-Security-Policy allows no inline script.
window.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("swagger-ui");
  window.SwaggerUIBundle({
    url: place.dataset.schema,
    domNode: place,
    deepLinking: true,
    validatorUrl: null,
    presets: [window.SwaggerUIBundle.presets.apis],
    layout: "BaseLayout",
    requestInterceptor: (request) => {
      const token = document.cookie.split("; ").find((cookie) => cookie.startsWith("csrftoken="));
      if (token) request.headers["X-CSRFToken"] = token.slice("csrftoken=".length);
      return request;
    },
  });
});
