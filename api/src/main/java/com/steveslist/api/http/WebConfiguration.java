package com.steveslist.api.http;

import com.steveslist.api.error.Errors;
import com.steveslist.api.error.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes Spring MVC speak {@link Call} and {@link Answer}, and leaves it no error page or conversion of its own. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final AnswerWriter writer;
    private final DownloadWriter downloads;
    private final CallRules rules;

    WebConfiguration(AnswerWriter writer, DownloadWriter downloads, CallRules rules) {
        this.writer = writer;
        this.downloads = downloads;
        this.rules = rules;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(rules);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallResolver());
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(new ReturnHandler<>(Answer.class, writer::write));
        handlers.add(new ReturnHandler<>(EventStream.class, EventStream::serve));
        handlers.add(new ReturnHandler<>(Download.class, downloads::write));
    }

    @Override
    public void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.add(WebConfiguration::resolve);
    }

    /** Null for what is to go on to the container, which then breaks the answer off. */
    private static @Nullable ModelAndView resolve(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception thrown) {
        CallRules.ended(request);
        if (thrown instanceof CloseNowException) {
            return null;
        }
        try {
            ProblemWriter.write(request, response, Errors.of(thrown));
        } catch (IOException gone) {
            LoggerFactory.getLogger(WebConfiguration.class).debug("the client went away", gone);
        }
        return new ModelAndView();
    }

    private static final class CallResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Call.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return Call.of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
        }
    }

    /** How what a method returns gets on the wire. */
    private interface Writing<T> {
        void write(T returned, HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /** For methods that return exactly this type. */
    private record ReturnHandler<T>(Class<T> type, Writing<T> writing) implements HandlerMethodReturnValueHandler {

        @Override
        public boolean supportsReturnType(MethodParameter returnType) {
            return returnType.getParameterType() == type;
        }

        @Override
        public void handleReturnValue(
                @Nullable Object value, MethodParameter returnType, ModelAndViewContainer container, NativeWebRequest request)
                throws IOException {
            container.setRequestHandled(true);
            writing.write(
                    type.cast(Objects.requireNonNull(value)),
                    Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
                    Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
        }
    }
}
