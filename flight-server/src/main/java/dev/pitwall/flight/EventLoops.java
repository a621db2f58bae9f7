package dev.pitwall.flight;

import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read from and write to clients, and the connections they work on, each of which
 * ends by a {@link LingeringClose}.
 */
final class EventLoops implements AutoCloseable {
  private static final int ACCEPTORS = 1;

  /** Netty's own choice, by the number of cores. */
  private static final int WORKERS = 0;

  private static final int PATIENCE_SECONDS = 5;

  private final EventLoopGroup acceptors = group(ACCEPTORS, "pitwall-accept");
  private final EventLoopGroup workers = group(WORKERS, "pitwall-io");

  /** Makes a server use these threads. */
  void serve(NettyServerBuilder server) {
    server
        .channelFactory(EventLoops::door)
        .bossEventLoopGroup(acceptors)
        .workerEventLoopGroup(workers);
  }

  private static EventLoopGroup group(int threads, String name) {
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), io);
  }

  private static ServerChannel door() {
    ServerChannel door =
        Epoll.isAvailable() ? new EpollServerSocketChannel() : new NioServerSocketChannel();
    door.pipeline().addLast(Accepted.INSTANCE);
    return door;
  }

  /** Closes what connections are left at once, and waits until nothing is held for them. */
  @Override
  public void close() {
    end(workers);
    end(acceptors);
  }

  private static void end(EventLoopGroup threads) {
    threads.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Sees every connection before the server does. */
  @Sharable
  private static final class Accepted extends ChannelInboundHandlerAdapter {
    private static final Accepted INSTANCE = new Accepted();

    @Override
    public void channelRead(ChannelHandlerContext context, Object connection) {
      ((Channel) connection).pipeline().addFirst(new LingeringClose());
      context.fireChannelRead(connection);
    }
  }
}
