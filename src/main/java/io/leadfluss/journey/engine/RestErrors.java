package io.leadfluss.journey.engine;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the engine's REST API, on both its mounts, say what the caller did wrong and keep to itself what went wrong inside. Found by Jersey as a
 * service, since the web applications leave no other way to add something to theirs.
 */
public class RestErrors implements ForcedAutoDiscoverable {

    private static final Logger log = LoggerFactory.getLogger(RestErrors.class);

    @Override
    public void configure(FeatureContext api) {
        api.register(WrongInput.class).register(ServerFaults.class);
    }

    /** A step refused what it was given: the engine has taken everything back, and the caller can do better. */
    public static class WrongInput implements ExceptionMapper<IllegalArgumentException> {

        @Override
        public Response toResponse(IllegalArgumentException wrong) {
            boolean ours = wrong.getStackTrace().length > 0 && wrong.getStackTrace()[0].getClassName().startsWith("io.leadfluss.");
            ExceptionDto answer = new ExceptionDto();
            answer.setType(ours ? wrong.getClass().getSimpleName() : "InvalidRequestException");
            answer.setMessage(ours ? wrong.getMessage() : "The request is not well formed");
            return Response.status(Response.Status.BAD_REQUEST).entity(answer).type(MediaType.APPLICATION_JSON_TYPE).build();
        }
    }

    /** No SQL, no class names and no stack trace leave the house; the number leads to them in the log. */
    public static class ServerFaults implements ContainerResponseFilter {

        private static final Pattern CLASS_NAME = Pattern.compile("^(?:[a-z]\\w*\\.)+[A-Z]\\w*: ");

        private final SecureRandom random = new SecureRandom();

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (response.getStatus() >= 500 && response.getEntity() instanceof ExceptionDto fault) {
                String incident = new BigInteger(40, random).toString(36).toUpperCase(Locale.ROOT);
                log.error("Incident {} at {} {}: {}", incident, request.getMethod(), request.getUriInfo().getPath(), fault.getMessage());
                ExceptionDto answer = new ExceptionDto();
                answer.setType("InternalError");
                answer.setMessage("Something went wrong inside; the log has it as incident " + incident);
                response.setEntity(answer);
            } else if (response.getEntity() instanceof ExceptionDto fault && fault.getMessage() != null) {
                fault.setMessage(CLASS_NAME.matcher(fault.getMessage()).replaceFirst(""));
            }
        }
    }
}
