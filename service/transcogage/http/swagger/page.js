SwaggerUIBundle({
  url: "openapi.yaml",
  dom_id: "#documentation",
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
