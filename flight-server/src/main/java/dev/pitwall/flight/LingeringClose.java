package dev.pitwall.flight;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection for writing only, and wholly when the client has closed it, too.
 *
 * <p>A connection that is closed answers whatever its client still sends with a reset, and a reset
 * throws away what the client was sent and has not read. A client of HTTP/2 sends as it reads, so a
 * server that stops would take the end of a large answer away from it (RFC 9112, 9.6, describes the
 * same for HTTP/1.1).
 */
final class LingeringClose extends ChannelDuplexHandler {
  /** How long a client may send nothing before it is given up. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /** How long a client may go on to send before it is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private boolean closing;
  private long heard;

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (!context.channel().isActive()) {
      context.close(promise);
      return;
    }
    context.channel().closeFuture().addListener(closed -> promise.trySuccess());
    if (!closing) {
      closing = true;
      linger(context, (DuplexChannel) context.channel());
    }
  }

  private void linger(ChannelHandlerContext context, DuplexChannel channel) {
    long begun = System.nanoTime();
    heard = begun;
    Runnable look =
        () -> {
          long now = System.nanoTime();
          if (now - heard >= SILENCE.toNanos() || now - begun >= PATIENCE.toNanos()) {
            context.close();
          }
        };
    ScheduledFuture<?> looks =
        context.executor().scheduleWithFixedDelay(look, 1, 1, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> looks.cancel(false));
    // What is still to be written goes first.
    context
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                channel.shutdownOutput();
              } else {
                context.close();
              }
            });
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (closing) {
      heard = System.nanoTime();
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (closing) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
    } else {
      context.write(message, promise);
    }
  }
}
