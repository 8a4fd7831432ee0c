package io.leadfluss.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.boot.autoconfigure.freemarker.FreeMarkerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.springframework.web.servlet.view.freemarker.FreeMarkerViewResolver;

/** How pages and their files are served: files under {@code /lib} carry a hash of their content in their name, so browsers may keep them. */
@Configuration
class WebSettings implements WebMvcConfigurer {

    private final Languages languages;

    WebSettings(Languages languages) {
        this.languages = languages;
    }

    @Bean
    FreeMarkerViewResolver freeMarkerViewResolver(FreeMarkerProperties settings) {
        FreeMarkerViewResolver resolver = new FreeMarkerViewResolver();
        settings.applyToMvcViewResolver(resolver);
        resolver.setViewClass(WholePage.class);
        return resolver;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/lib/**").addResourceLocations("classpath:/static/lib/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true).addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                languages.remember(request, response);
                return true;
            }
        });
    }
}
