package io.leadfluss.integration;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.context.annotation.Configuration;

/** What stands at the head of {@code /api/v1/openapi.json}. */
@Configuration
@OpenAPIDefinition(security = @SecurityRequirement(name = "login"), info = @Info(title = "Leadfluss", version = "1", description = """
        Reads leads, their scores with the reasons, and what sales did. Errors are told as RFC 9457 (application/problem+json). To bring leads, orders \
        and objections in, start a process over /engine-rest."""))
@SecurityScheme(name = "login", type = SecuritySchemeType.HTTP, scheme = "basic", description = "User name and password with each request")
class ApiDescription {
}
